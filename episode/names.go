package episode

// Names lists the episodes of the library.
var Names = []string{
	"desktop_os",
	"dna_sequencing",
	"navigation_pnd",
	"newspaper_classified",
	"robot_vacuum",
	"solar_pv",
	"li_ion",
	"ev_by_region",
	"dram",
	"storage_hdd_flash",
	"steel",
	"pc_clones",
	"model_t",
	"consumer_drones",
	"smartphone_os",
	"web_servers",
}
