package learning

import "math"

// Cost returns unit cost after cumulative output q under Wright's law,
//
//	c(q) = c0 (q/q0)^(-b),  b = -log2(1 - rate)
//
// where c0 is unit cost at cumulative output q0 > 0 and rate < 1, the learning
// rate, is the fraction by which cost falls with each doubling of q. A rate of
// 0.2 is a fall by a fifth; a negative rate makes cost rise. See Wright (1936).
//
// Steps compose: cost carried from q0 to q1 and on to q2 is cost carried from
// q0 to q2, so a model may update cost month by month.
func Cost(c0, q0, q, rate float64) float64 { return c0 * math.Pow(q/q0, Exponent(rate)) }

// Exponent returns the experience exponent ω = log2(1 - rate), the slope of
// log cost on log cumulative output: -0.322 for a learning rate of 0.2.
func Exponent(rate float64) float64 { return math.Log2(1 - rate) }

// Rate returns the learning rate 1 - 2^ω of an experience exponent.
func Rate(omega float64) float64 { return -math.Expm1(omega * math.Ln2) }
