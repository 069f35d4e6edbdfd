import ArgumentParser

/// What can be measured.
enum BenchmarkName: String, CaseIterable, ExpressibleByArgument {
    case engine
    case decode
    case store
    case endToEnd = "end-to-end"
    case overload
    case latency
    case idle
    case quiet
}
