package episode

// Names lists the episodes of the library.
var Names = []string{
	"model_t",
	"pc_clones",
	"smartphone_os",
	"solar_pv",
	"ev_by_region",
	"li_ion",
	"dram",
	"storage_hdd_flash",
	"steel",
}
