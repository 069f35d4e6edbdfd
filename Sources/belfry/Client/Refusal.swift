import BelfryAPI
import FoundationEssentials

/// What the daemon's "no" means at the desk.
enum Refusal {
    /// The failure for an answer outside 200...299; its problem document (RFC 9457) speaks where there is one.
    static func failure(status: Int, body: [UInt8]) -> CommandFailure {
        let problem = try? WireCoding.decode(ProblemDocument.self, from: Data(body))
        let title = problem?.title ?? "HTTP \(status)"
        let why = problem.map { $0.detail.isEmpty ? $0.title : $0.detail } ?? title
        switch status {
        case 401:
            return CommandFailure(
                "the daemon does not know who asks",
                why: why,
                remedy: "name a token's file with --token-file, or use the local socket",
                status: .answerIsNo
            )
        case 403:
            return CommandFailure("the daemon does not allow it", why: why, status: .answerIsNo)
        case 404:
            return CommandFailure("the daemon does not have it", why: why, status: .answerIsNo)
        case 400:
            return CommandFailure("the daemon does not understand the request", why: why, status: .usage)
        case 500...599:
            return CommandFailure("the daemon cannot serve this now", why: why, status: .unavailable)
        default:
            return CommandFailure("the daemon refused", why: why, status: .answerIsNo)
        }
    }
}
