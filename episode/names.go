package episode

// Names lists the episodes of the library.
var Names = []string{
	"solar_pv",
}
