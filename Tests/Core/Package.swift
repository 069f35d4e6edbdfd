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
/// Absent: all. Deploy/tsan needs few of them.
let wanted = Context.environment["BELFRY_ROOMS"]?.split(separator: ",").map(String.init)

/// A room and its tests; the tests only where the room is wanted.
func room(_ name: String, imports: [Target.Dependency] = []) -> [Target] {
    let target = Target.target(name: name, dependencies: imports, swiftSettings: settings)
    if let wanted, !wanted.contains(name) { return [target] }
    let tests = Target.testTarget(
        name: "\(name)Tests",
        dependencies: imports + [.target(name: name)],
        swiftSettings: settings
    )
    return [target, tests]
}

let package = Package(
    name: "core",
    platforms: [.macOS(.v15)],
    targets: [
        room("BelfryModel"),
        room("BelfryRing"),
        room("BelfryWindows", imports: ["BelfryModel"]),
        [.systemLibrary(name: "CPrefetch")],
        room("BelfryIngest", imports: ["CPrefetch", "BelfryModel"]),
        room("BelfryDetection", imports: ["BelfryModel", "BelfryWindows"]),
        room("BelfryEngine", imports: ["CPrefetch", "BelfryModel", "BelfryRing", "BelfryWindows", "BelfryDetection"]),
        room("BelfryIncidents", imports: ["BelfryModel"]),
        room("BelfrySimulator", imports: ["BelfryModel"]),
    ].flatMap { $0 }
)
