# What one does here. The scripts behind them live in Deploy.

.DEFAULT_GOAL := help
.PHONY: run test check bench compare stress fuzz rig help

# As it is installed: with the Swift runtime inside, so that a gateway needs no toolchain, and with the pages of the
# runtime that it never touches left out of memory. Without colours, since SwiftPM builds everything anew when the output
# is a terminal this time and was none the last.
release := --configuration release --product belfry --static-swift-stdlib --no-color-diagnostics

run: ## build in release and run the demo: a small city on this machine
	@Deploy/dependencies
	swift build $(release)
	@$$(swift build $(release) --show-bin-path)/belfry demo

test: ## run all tests, against a real broker and a real disk
	@Deploy/dependencies test
	# The server's tests hold deadlines against clients of their own; tests that block would keep both from their threads.
	swift test --filter BelfryServerTests
	swift test --skip-build --skip BelfryServerTests

check: ## formatting, warnings, imports, the systemd unit
	@Deploy/dependencies test
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	swift build --build-tests --explicit-target-dependency-import-check error
	Deploy/verify-unit

bench: ## measure, with the reference beside each figure
	@Deploy/dependencies
	swift build $(release)
	@$$(swift build $(release) --show-bin-path)/belfry bench

compare: ## the store beside a plain table, InfluxDB, Prometheus and VictoriaMetrics; READINGS=720000 for a short look
	@Deploy/dependencies compare
	swift build $(release)
	@Deploy/compare $(READINGS)

stress: ## sanitizers, 1000 simulations (SIMULATIONS=10000 for more), the ring's model, 1e9 items, 1e6 messages
	@Deploy/dependencies test
	Deploy/asan
	Deploy/tsan
	# Each is a quarter hour of a town with faults, from its seed; a failure says how to repeat it.
	cd Tests/Core && BELFRY_ROOMS=SimulationTests BELFRY_SIMULATIONS=$(or $(SIMULATIONS),1000) swift test --configuration release \
		--scratch-path ../../.build-stress-simulation
	Deploy/model
	# One after the other: each needs both cores for its two threads.
	cd Tests/Core && BELFRY_ROOMS=BelfryRing BELFRY_RING_ITEMS=1000000000 BELFRY_DOORBELL_ROUNDS=200000 swift test \
		--configuration release --scratch-path ../../.build-stress-ring --no-parallel \
		--filter 'BillionTests|DoorbellCrossingTests'
	cd Tests/Core && BELFRY_ROOMS=BelfryIngest BELFRY_MILLION=1 swift test --configuration release \
		--scratch-path ../../.build-stress --filter MillionTests
	# By itself: it holds processor time to a bound, and a million messages beside it take the caches.
	cd Tests/Core && BELFRY_ROOMS=BelfryIngest swift test --skip-build --configuration release \
		--scratch-path ../../.build-stress --filter TimeBoundTests

fuzz: ## every decoder, mapping, topic and zone for 5 s under AddressSanitizer; SECONDS=600 for longer
	@Deploy/dependencies
	Deploy/fuzz $(or $(SECONDS),5)

rig: ## the store under 200 kills, 200 at system calls, 200 power cuts, 200 damaged files, disks that fail, 1e7 points
	@Deploy/dependencies test
	BELFRY_KILLS=200 BELFRY_CUTS=200 BELFRY_DAMAGED_FILES=200 BELFRY_CHUNK_POINTS=10000000 swift test --no-parallel --filter \
		'KilledProcessTests|KilledAtSystemCallTests|PowerCutTests|FailedSyncTests|FaultyDiskTests|Salvage|ChunkDataTests'

help: ## this list
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16
