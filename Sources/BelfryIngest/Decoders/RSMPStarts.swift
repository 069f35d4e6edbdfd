/// When the measuring of S0205 to S0208 began, as one message says it.
struct RSMPStarts {
    private var times: (DraftTime?, DraftTime?, DraftTime?, DraftTime?)

    /// Notes a time; of a status that has none it is left out.
    mutating func note(_ time: DraftTime, of number: Int?) {
        guard case .at = time else { return }
        switch number {
        case 205: times.0 = time
        case 206: times.1 = time
        case 207: times.2 = time
        case 208: times.3 = time
        default: break
        }
    }

    /// The start that belongs to a status; nil where the message does not say it.
    func time(of number: Int) -> DraftTime? {
        switch number {
        case 205: times.0
        case 206: times.1
        case 207: times.2
        case 208: times.3
        default: nil
        }
    }
}
