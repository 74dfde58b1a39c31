package learning

import "fmt"

// A Hindcast is a forecast of what is known by now: from the points From to
// Origin of a history, of the point Target. All three are indices.
type Hindcast struct{ From, Origin, Target int }

// Hindcasts returns the forecasts that a history of n points allows under the
// rule of Farmer and Lafond (2016): every point with m steps before it is an
// origin, the forecast knows those m steps and no others, and every later point
// up to horizon steps ahead is a target. They used m = 5; horizon n is no bound.
//
// The list is empty if the history has fewer than m + 2 points. It is an error
// if m < 2, which leaves no spread to estimate, or horizon < 1.
func Hindcasts(n, m, horizon int) ([]Hindcast, error) {
	if m < 2 || horizon < 1 {
		return nil, fmt.Errorf("learning: hindcasts from %d steps up to %d ahead: give 2 steps or more, such as 5, and a horizon of 1 or more", m, horizon)
	}
	var all []Hindcast
	for origin := m; origin < n-1; origin++ {
		for target := origin + 1; target < n && target <= origin+horizon; target++ {
			all = append(all, Hindcast{origin - m, origin, target})
		}
	}
	return all, nil
}
