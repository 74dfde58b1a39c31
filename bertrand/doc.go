// Package bertrand finds Bertrand-Nash prices: one price per offer at which no
// firm gains by moving any of its own.
//
// A [Problem] is a demand.Market with costs, owners and what else a firm earns;
// a [Solver] turns it into consumer prices and a [Result] that says how well.
//
// # Equations
//
// A seller keeps the part w_j of the consumer price p_j. Its margin is
// m_j = w_j p_j - c_j dollars per sale in the unit form, and
// m_j = w_j - c_j/p_j dollars per dollar of sales in the spend form. With S_j
// the sales of an offer over all buyer types, and Lambda and Gamma as in
// package demand, the profit of firm f is sum over its offers of m_k S_k and its
// first-order conditions are
//
//	unit:   m_j = theta_f (w_j S_j + sum over k in f of Gamma_jk m_k + C_j) / Lambda_j
//	spend:  m_j = theta_f (w_j S_j + sum over k in f of Gamma_jk m_k + C_j) / (Lambda_j + S_j)
//
// theta is conduct: 1 is Nash, 0 is pricing at cost. C_j is what a rise of the
// price (or log price) adds to profit elsewhere: a constant (Complement), or
//
//	Adoption:  -kappa_f sum_r M a s_jr s_0r    kappa dollars per buyer of anybody's
//	Surplus:   -X_f S_j                        X dollars per dollar of consumer surplus
//
// A complement on a firm's own sales alone is a lower Cost, negative if need be.
// A price stands at its Floor where its condition asks for less.
//
// # Method
//
// Solve goes by ever more patient means and checks each answer offer by offer
// against the equations above (evaluate.go), in the zeta form of Morrow and
// Skerlos (2011), which stays meaningful as shares vanish:
//
//   - One buyer type: products enter through one number per firm and nest, so
//     the system shrinks to those pairs (aggregate.go, layout.go). With one nest
//     or plain logit the Newton matrix is an arrow (single.go), with a bracket
//     that cannot fail behind it; with several nests pairs and firms are
//     eliminated in closed form and a system of one row per nest is left
//     (blocks.go). Floors are an active set (floor.go).
//   - Several types, constant complements, duties that differ within a firm:
//     Newton with exact derivatives on all chosen prices (newton.go,
//     jacobian.go), floors included; if it fails, continuation in conduct from
//     pricing at cost; then damped sweeps.
//
// The usual fixed point on markups is only used to come near: it cycles in some
// markets with firms in several nests.
//
// A root need not be a best reply. With several types, or a complement and a
// floor, each firm is offered the candidates where another peak of its profit
// could lie, and moves if one pays more (jump.go, reply.go). Games paid on total
// adoption can have several equilibria, which is reported (several.go). Gains
// searches for profitable deviations on a grid, for tests and checks.
//
// # Around it
//
// [Layers] solves two markets of which one makes the other more valuable
// (layers.go). giveaway.go holds the closed forms that say when giving a product
// away pays. A new source of income that depends on prices here belongs in
// imply, in payoff and tryType, and in the Jacobian.
//
// Results are the same to the last bit from run to run on one architecture;
// between architectures they differ by the rounding of exp and log.
//
// # Sources
//
// Berry (1994), Rand Journal 25; Morrow and Skerlos (2011), Operations Research
// 59; Gallego and Wang (2014), Operations Research 62; Nocke and Schutz (2018),
// Econometrica 86; Aravindakshan and Ratchford (2011), Review of Marketing
// Science 9. Reference cases with their provenance are in testdata/cases.
package bertrand
