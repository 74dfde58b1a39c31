package bertrand

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/demand"
)

// When is it rational to give a product away? The closed forms of this file
// hold for plain logit, one buyer type, price-taking hosts. Notation: a is
// alpha per dollar; t = delta - a c is a product's log weight at cost; A is the
// weight of everything else (outside option and rivals), passed as log A; odds
// W = S/(1-S) of a best reply, whose profit is M W/a.

// LambertExp returns w with w + ln w = t, that is W(e^t) for the principal
// branch of Lambert's W, without forming e^t.
func LambertExp(t float64) float64 {
	if t < -40 {
		return math.Exp(t)
	}
	w := math.Exp(t)
	if t > 1 {
		w = t - math.Log(t)
	} else {
		w /= 1 + w
	}
	for range 20 { // Newton on w + ln w - t, which is concave: at most once from above
		next := w * (1 + t - math.Log(w)) / (1 + w)
		if math.Abs(next-w) <= 1e-16*w {
			return next
		}
		w = next
	}
	return w
}

// BestReplyOdds returns W = LambertW(e^(t-1)/A), the odds of a product of log
// weight t at cost that is priced best against the weight A. Its markup is
// (1+W)/a, its share W/(1+W), its profit W/a per buyer (Aravindakshan and
// Ratchford 2011).
func BestReplyOdds(t, logA float64) float64 { return LambertExp(t - 1 - logA) }

// Psi returns the X, dollars of complement profit per dollar of consumer
// surplus at the closed price, from which on giving the product away at cost
// surely beats selling it at the stand-alone price when its odds there are w:
//
//	psi(W) = W / ln((1 + W e^(1+W)) / (1+W))
//
// It rises from 1/(e-1) = 0.582 for small shares to 1 for a monopoly; the
// denominator is what giving away adds to the inclusive value.
func Psi(w float64) float64 {
	if w == 0 {
		return 1 / (math.E - 1)
	}
	return w / SurplusOfOpening(w)
}

// SurplusOfOpening returns what pricing at cost instead of best adds to log H,
// for a product whose best-reply odds are w.
func SurplusOfOpening(w float64) float64 {
	if w > 700 {
		return w + 1 + math.Log(w) - math.Log1p(w)
	}
	return math.Log1p(w * math.Expm1(1+w) / (1 + w)) // (1 + w e^(1+w))/(1+w) = 1 + w (e^(1+w)-1)/(1+w)
}

// BonusNeeded returns the demand bonus in utils (trust, customisation, no
// lock-in) from which on an open release, sold by hosts at hostCost, earns its
// maker more than selling it closed at a free price, when the maker earns kappa
// dollars per own user on a complement and keeps the part capture of that once
// hosts serve the users:
//
//	bonus = ln A - delta + a c_h + ln(W/(a capture kappa - W)),  W = LambertW(e^(delta - a(c - kappa) - 1)/A)
//
// It reports false if no bonus suffices: a captured complement of at most W/a
// a user never pays for the closed profit of W/a per potential user.
func BonusNeeded(alpha, delta, cost, hostCost, kappa, capture, logA float64) (bonus float64, ok bool) {
	w := BestReplyOdds(delta-alpha*(cost-kappa), logA)
	rest := alpha*capture*kappa - w
	if !(rest > 1e-14*w) { // within rounding of a tie the bonus means nothing
		return math.Inf(1), false
	}
	return logA - delta + alpha*hostCost + math.Log(w/rest), true
}

// LeadToRecoup returns the quality lead in utils with which a closed lab earns
// back x = a F/M per period, F its fixed cost and M the buyers, against a
// commodity open product at the same unit cost and no outside option:
// 1 + x + ln x. A negative lead is a lag that it can afford.
func LeadToRecoup(x float64) float64 { return 1 + x + math.Log(x) }

// OpenWeightToBankrupt returns the log weight delta_O - a c_h of an open
// product at host cost beyond which a closed lab of log weight t at cost no
// longer earns x = a F/M per period, with outside weight A0:
// ln(e^(t-1-x)/x - A0). It is -Inf where the lab fails even without.
func OpenWeightToBankrupt(t, x, logA0 float64) float64 {
	top := t - 1 - x - math.Log(x)
	if top <= logA0 {
		return math.Inf(-1)
	}
	return top + math.Log(-math.Expm1(logA0-top))
}

// OwnUsageThreshold returns the complement margin in dollars per own user from
// which on the owner of offer j, its only offer, prices it at or below the
// given price while all others choose theirs:
//
//	kappa = S/(Lambda - Gamma_jj) - (w p - c)
//
// which in plain logit is c - p + 1/(a (1-S)). The form must be unit.
func (s *Solver) OwnUsageThreshold(p *Problem, j int, price float64) (float64, error) {
	if p.Form != demand.Unit {
		return 0, fmt.Errorf("form is %v: own usage is paid per buyer, want unit", p.Form)
	}
	q := *p
	q.Fixed = make([]float64, len(p.Nest))
	for k := range q.Fixed {
		q.Fixed[k] = at(p.Fixed, k, math.NaN())
	}
	q.Fixed[j] = price
	all := make([]float64, len(p.Nest))
	for k := range all {
		all[k] = math.NaN()
	}
	if res := s.Solve(&q, all); !res.Status.Converged() {
		return 0, fmt.Errorf("rivals' prices at price %v of offer %d: %v, residual %.2g %v", price, j, res.Status, res.Residual, res.Warnings)
	}
	sales, lambda := make([]float64, len(all)), make([]float64, len(all))
	s.Shares(sales)
	q.Lambda(lambda, s.now.choices)
	return sales[j]/(lambda[j]-q.Gamma(s.now.choices, j, j)) - q.margin(j, price), nil
}
