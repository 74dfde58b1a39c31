// Package game is a wargame on the market: roles that make dated moves, one
// turn after another, on the same engine as everything else.
//
//	file or prompt ─► Game ─► checked ─► runner ─► Turns ─► Debrief
//	    file.go      moves    check.go   play.go            debrief.go
//
// A [Role] is somebody whom a person can play: a state, a lab, a maker of
// chips, an investor. The table [Roles] says what each may do and within which
// bounds, and what it is after, as one number in $bn over the game. A [Seat] is
// a role in a game, with the bloc or firm that it plays.
//
// A [Move] is a lever of package lever, written as in a scenario, that comes
// into force with its turn; or it ends one. A month's policy is the scenario's
// script with the moves laid over it, so a game is the scenario with more
// levers, and a move that is left out is a lever that never was.
//
// Moves of one turn are simultaneous. They are applied in the order of the
// table, not in that of the file, so nothing depends on who is named first;
// where a firm and its state order different licences the state's stands.
//
// # Luck and replay
//
// A game is one future: its number addresses its luck (package rng) and its
// drawn parameters. Playing the same moves again gives the same bits on the
// same kind of processor, whatever the number of workers. Other processors
// differ in the last digits, because math.Exp does; [Record] therefore keeps
// both a digest of all bits and the scores as numbers.
//
// # Who plays the rest
//
// A seat that is not given moves follows the scenario's script (rule) or best
// replies (respond.go): at each turn it tries its candidate moves on copies of
// the game, in which luck parts from the game's own with the turn, and takes the
// best. It knows the world's numbers, but neither what luck will bring nor what
// the others do this turn. What it chose is recorded as a move: a replay computes
// no replies.
//
// # Where to add
//
// A power of a role: a line in roles.go. A role: an entry there with its aim. A
// candidate of best replies: a line in candidates.go.
package game
