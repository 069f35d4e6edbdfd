import BelfryModel

/// A detector that looks at several series together: at the fellows of a zone, the gases of a place, the stations of a road.
///
/// ```
///   aq-1 ──► window ──┐
///   aq-2 ──► window ──┼──► observe(window of all) ──► what it says of the group, a stretch of it, or one member
///   aq-3 ──► window ──┘
/// ```
/// A pure machine in the correlation stage, which puts the members' windows together and has waited for the late ones. It is
/// called once a window of the group, so it may allocate; its state is plain numbers, so that an image can hold it.
protocol JointMachine: Sendable {
    /// Takes in what the members tell of one window, in order of time.
    mutating func observe(_ window: JointWindow) -> [JointVerdict]
    /// Since when it has something raised about a subject.
    func activeSince(_ subject: JointSubject) -> Timestamp?
    /// Everything that is raised.
    var raised: [JointSubject] { get }
    /// After a restart: something is already raised.
    mutating func restore(_ subject: JointSubject, activeSince: Timestamp, value: Double)
    /// A member has left the group: what was raised about it is not any more, and it is not known when it comes back.
    mutating func forget(_ member: SeriesID)
    /// All that it has come to, as bytes that ``take(_:)`` of the same build takes up.
    var image: [UInt8] { get }
    /// Takes up what another one of the same rule and group had come to.
    ///
    /// - Returns: false, and nothing taken, where the bytes are of another build.
    mutating func take(_ image: [UInt8]) -> Bool
}

extension JointMachine {
    /// Of machines that speak of the group or of its stretches, and know members by what they tell of each window.
    mutating func forget(_ member: SeriesID) {}
}
