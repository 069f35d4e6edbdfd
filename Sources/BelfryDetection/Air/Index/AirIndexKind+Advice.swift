// What the authorities tell the public by category, in short.
//
// Source: EPA-454/B-24-002, statements for the pollutants; EEA, European Air Quality Index, health messages; Defra,
// UK-AIR, recommended actions and health advice.

extension AirIndexKind {
    /// One sentence; empty where there is nothing to heed.
    func advice(of index: Int) -> String {
        let advice =
            switch self {
            case .aqi: Self.american
            case .eaqi: Self.european
            case .daqi: Self.british
            }
        return advice[min(max(1, category(of: index).number), advice.count) - 1]
    }

    private static let american = [
        "",
        "unusually sensitive people should consider less prolonged or heavy exertion outdoors",
        "sensitive groups should reduce prolonged or heavy exertion outdoors",
        "sensitive groups should avoid prolonged or heavy exertion outdoors, everyone else should reduce it",
        "sensitive groups should avoid all exertion outdoors, everyone else prolonged or heavy exertion",
        "everyone should avoid all physical activity outdoors",
    ]

    private static let european = [
        "",
        "",
        "sensitive people should consider reducing intense activities outdoors if they have symptoms",
        "everyone with symptoms should consider reducing intense activities outdoors, sensitive people physical activities",
        "everyone with symptoms should reduce intense activities outdoors, sensitive people physical activities",
        "everyone should reduce physical activities outdoors, sensitive people should avoid them",
    ]

    private static let british = [
        "",
        "people with lung or heart problems who have symptoms should consider reducing strenuous activity outdoors",
        "people with lung or heart problems should reduce strenuous activity outdoors, everyone with symptoms should too",
        "everyone should reduce activity outdoors, people with lung or heart problems should avoid strenuous activity",
    ]
}
