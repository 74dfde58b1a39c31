// Package demand knows what buyers choose: latent-class nested logit shares,
// their derivatives in prices, and the surplus they leave to buyers.
//
// Buyers are of a few latent types r with tastes of their own. Offer j has
// mean value delta_jr before price; the price enters as x_j:
//
//	Unit:   a buyer takes one offer or none,   d_jr = delta_jr - a_r p_j      (x = p)
//	Spend:  a buyer splits a budget,           d_jr = delta_jr - a_r ln p_j   (x = ln p, a = elasticity - 1)
//
// Offers lie in nests g with parameter sigma_gr in [0,1); 0 is plain logit:
//
//	v_j     = d_j/(1-sigma_g),  D_g = sum over j in g of exp(v_j)
//	s_{j|g} = exp(v_j)/D_g,     s_g = D_g^(1-sigma_g)/H
//	H       = exp(outside) + sum over g of D_g^(1-sigma_g)
//	s_j     = s_{j|g} s_g
//
// (Berry 1994; the form is that of Train, Discrete Choice Methods, ch. 4.)
// Shares are of buyers in the unit form and of the budget in the spend form:
// CES demand is the spend form with one type, no nests, a = elasticity - 1 and
// delta_j = ln a_j, whose revenue shares go with a_j p_j^(1-elasticity).
//
// Derivatives split into a diagonal and a low-rank part (Morrow and Skerlos
// 2011), with M the mass of a type (buyers or dollars):
//
//	dS_k/dx_j = Gamma_jk - Lambda_j 1{j=k}
//	Lambda_j  = sum_r M a s_jr/(1-sigma)
//	Gamma_jk  = sum_r M a s_jr (sigma/(1-sigma) s_{k|g} 1{same nest} + s_kr)
//
// Everything is computed from log weights shifted by their maximum, so
// utilities of ±10,000 neither overflow nor lose the small shares they allow.
//
// Choose is the kernel: it fills a [Choice] for one type without allocating.
// The other methods are readings of it. A new demand form belongs in [Form],
// [Market.Term] and, if its derivatives differ, in Lambda and Gamma.
package demand
