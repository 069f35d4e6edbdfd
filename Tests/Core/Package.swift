// swift-tools-version: 6.2

import PackageDescription

// The rooms without dependencies, alone: their sanitizer, stress and fuzz builds take seconds instead of minutes.
// Sources and tests are symbolic links to the real folders, since SwiftPM refuses a path outside the package.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// The rooms to test, as in `BELFRY_ROOMS=BelfryRing,BelfryEngine`.
///
/// Absent: all. Deploy/asan and Deploy/tsan need few of them, and what they do not import is not built.
let wanted = Context.environment["BELFRY_ROOMS"]?.split(separator: ",").map(String.init)

/// The rooms and what each imports.
let rooms: [(name: String, imports: [String])] = [
    ("BelfryModel", []),
    ("BelfryRing", []),
    ("BelfryWindows", ["BelfryModel"]),
    ("BelfryIngest", ["CPrefetch", "BelfryModel"]),
    ("BelfryDetection", ["BelfryModel", "BelfryWindows"]),
    ("BelfryEngine", ["CPrefetch", "BelfryModel", "BelfryRing", "BelfryWindows", "BelfryDetection"]),
    ("BelfryIncidents", ["BelfryModel"]),
    ("BelfrySimulator", ["BelfryModel"]),
]

/// What is simulated together.
let simulated = [
    "BelfryModel", "BelfryWindows", "BelfryIngest", "BelfryDetection", "BelfryEngine", "BelfryIncidents",
    "BelfrySimulator",
]

func isWanted(_ name: String) -> Bool { wanted?.contains(name) ?? true }

/// Whether a room is wanted, or imported by one that is needed.
func isNeeded(_ name: String) -> Bool {
    isWanted(name) || isWanted("SimulationTests") && simulated.contains(name)
        || rooms.contains { $0.imports.contains(name) && isNeeded($0.name) }
}

/// A room and its tests; the tests only where the room is wanted.
func targets(of room: (name: String, imports: [String])) -> [Target] {
    guard isNeeded(room.name) else { return [] }
    let imports = room.imports.map { Target.Dependency.target(name: $0) }
    let target = Target.target(name: room.name, dependencies: imports, swiftSettings: settings)
    guard isWanted(room.name) else { return [target] }
    let tests = Target.testTarget(
        name: "\(room.name)Tests",
        dependencies: imports + [.target(name: room.name)],
        swiftSettings: settings
    )
    return [target, tests]
}

/// The whole core in virtual time; wanted by its own name.
let simulation = Target.testTarget(
    name: "SimulationTests",
    dependencies: simulated.map { .target(name: $0) },
    swiftSettings: settings
)

let package = Package(
    name: "core",
    platforms: [.macOS(.v15)],
    targets: [.systemLibrary(name: "CPrefetch")] + rooms.flatMap(targets)
        + (isWanted(simulation.name) ? [simulation] : [])
)
