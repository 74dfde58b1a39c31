package undercut

import _ "embed" // for Notices

// Notices are the licences of everything from outside that the program
// contains, as their terms ask it to pass on.
//
//go:embed THIRD_PARTY_NOTICES
var Notices string
