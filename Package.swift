// swift-tools-version: 6.2

import PackageDescription

// The targets stand in the order in which a reading walks through the house; imports point up this list only.

let settings: [SwiftSetting] = [
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0480-swiftpm-warning-control.md
    .treatAllWarnings(as: .error),
]

/// One room of the house: a library target with its one-line purpose.
func room(
    _ name: String,
    purpose: String,
    imports: [Target.Dependency] = [],
    excluding: [String] = []
) -> Target {
    .target(
        name: name,
        dependencies: imports,
        path: "Sources/\(name)",
        exclude: excluding,
        swiftSettings: settings
    )
}

/// The tests of one or more rooms.
func tests(_ name: String, of imports: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: imports, path: "Tests/\(name)", swiftSettings: settings)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
// SQLite's own functions, for what GRDB does not wrap.
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let yams: Target.Dependency = "Yams"

let package = Package(
    name: "belfry",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "belfry", targets: ["belfry"])
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // The C library that speaks MQTT.
        .systemLibrary(
            name: "CMosquitto",
            path: "Sources/CMosquitto",
            pkgConfig: "libmosquitto",
            providers: [.apt(["libmosquitto-dev"])]
        ),
        // One word of C that Swift lacks.
        .systemLibrary(name: "CPrefetch", path: "Sources/CPrefetch"),
        room("BelfryModel", purpose: "the nouns: plain values that every other room speaks in"),
        room("BelfryRing", purpose: "the bounded lock-free ring between two threads"),
        room("BelfryWindows", purpose: "windowed aggregates of fixed capacity", imports: ["BelfryModel"]),
        room(
            "BelfryIngest",
            purpose: "bytes to readings, or a reasoned rejection",
            imports: ["CPrefetch", "BelfryModel"]
        ),
        room("BelfryMQTT", purpose: "the MQTT session with a deferred acknowledgement", imports: ["CMosquitto"]),
        room(
            "BelfryDetection",
            purpose: "readings and windows to findings",
            imports: ["BelfryModel", "BelfryWindows"]
        ),
        room(
            "BelfryEngine",
            purpose: "shard threads and the correlation stage",
            imports: ["CPrefetch", "BelfryModel", "BelfryRing", "BelfryWindows", "BelfryDetection"]
        ),
        room("BelfryIncidents", purpose: "findings to incidents and their lifecycle", imports: ["BelfryModel"]),
        room(
            "BelfryStore",
            purpose: "the only SQL: journal, sensors, quarantine, incidents",
            imports: ["BelfryModel", "BelfryIncidents", grdb, sqlite]
        ),
        // The files inside the executable: a C target, since C's #embed costs nothing to compile.
        .target(
            name: "CResources",
            path: "Sources/CResources",
            cSettings: [.disableWarning("c23-extensions"), .treatAllWarnings(as: .error)]
        ),
        room("BelfryAPI", purpose: "wire types shared by server and command line", imports: ["BelfryModel"]),
        room(
            "BelfryServer",
            purpose: "HTTP: status, API, live stream, metrics, dashboard",
            imports: [
                "CResources", "BelfryAPI", "BelfryModel", "BelfryIncidents",
                hummingbird, hummingbirdCore, httpTypes, nio, nioPosix, nioHTTP, nioHTTPTypes, lifecycle, logging,
            ],
            excluding: ["Dashboard", "OpenAPI"]
        ),
        room("BelfrySimulator", purpose: "a seeded city with ground truth", imports: ["BelfryModel"]),
        room(
            "BelfryDaemon",
            purpose: "configuration, composition, lifecycle",
            imports: [
                "BelfryModel", "BelfryIngest", "BelfryMQTT", "BelfryWindows", "BelfryDetection", "BelfryEngine",
                "BelfryIncidents", "BelfryStore", "BelfryAPI", "BelfryServer", "BelfrySimulator",
                lifecycle, signals, logging, yams,
            ]
        ),
        .target(name: "CBench", path: "Sources/CBench"),
        room(
            "BelfryBench",
            purpose: "what belfry bench runs, with the reference beside each figure",
            imports: [
                "CBench", "BelfryModel", "BelfryRing", "BelfryWindows", "BelfryIngest", "BelfryMQTT",
                "BelfryDetection",
                "BelfryEngine", "BelfryStore", "BelfrySimulator", grdb,
            ]
        ),
        .executableTarget(
            name: "belfry",
            dependencies: [
                "BelfryModel", "BelfryAPI", "BelfryServer", "BelfryIncidents", "BelfryDaemon", "BelfrySimulator",
                "BelfryMQTT",
                "BelfryBench", "BelfryDetection", arguments, logging, nio, nioPosix,
            ],
            path: "Sources/belfry",
            swiftSettings: settings
        ),

        tests("BelfryModelTests", of: ["BelfryModel"]),
        tests("BelfryRingTests", of: ["BelfryRing"]),
        tests("BelfryWindowsTests", of: ["BelfryModel", "BelfryWindows"]),
        tests("BelfryIngestTests", of: ["BelfryModel", "BelfryIngest"]),
        tests("BelfryMQTTTests", of: ["BelfryMQTT", "BelfryTestSupport"]),
        tests("BelfryDetectionTests", of: ["BelfryModel", "BelfryWindows", "BelfryDetection"]),
        tests(
            "BelfryEngineTests",
            of: ["BelfryModel", "BelfryRing", "BelfryWindows", "BelfryDetection", "BelfryEngine"]
        ),
        tests("BelfryIncidentsTests", of: ["BelfryModel", "BelfryIncidents"]),
        tests("BelfryStoreTests", of: ["BelfryModel", "BelfryIncidents", "BelfryStore", "BelfryTestSupport", grdb]),
        tests(
            "BelfryServerTests",
            of: ["BelfryModel", "BelfryAPI", "BelfryIncidents", "BelfryServer", httpTypes, nio, lifecycle, logging]
        ),
        tests("BelfrySimulatorTests", of: ["BelfryModel", "BelfrySimulator"]),
        // The whole core in virtual time, from the broker to the incident.
        tests(
            "SimulationTests",
            of: [
                "BelfryModel", "BelfryWindows", "BelfryIngest", "BelfryDetection", "BelfryEngine", "BelfryIncidents",
                "BelfrySimulator",
            ]
        ),
        tests(
            "BelfryDaemonTests",
            of: [
                "BelfryModel", "BelfryIngest", "BelfryMQTT", "BelfryDetection", "BelfryEngine", "BelfryIncidents",
                "BelfryStore", "BelfryAPI", "BelfrySimulator", "BelfryDaemon", logging,
            ]
        ),
        tests("BelfryDeskTests", of: ["BelfryModel", "BelfryAPI", "BelfryDaemon", "belfry", arguments]),
        // Processes, brokers and sockets for the tests that need real ones.
        .target(name: "BelfryTestSupport", path: "Tests/BelfryTestSupport", swiftSettings: settings),
        tests(
            "BelfryIntegrationTests",
            of: [
                "BelfryModel", "BelfryAPI", "BelfryIngest", "BelfryMQTT", "BelfryStore", "BelfrySimulator",
                "BelfryTestSupport", "belfry",
            ]
        ),
    ]
)
