/// What an algorithm on two neighbouring stations believes of one interval.
enum PairOpinion: UInt8, BitwiseCopyable {
    /// The stations do not tell what it asks for.
    case unknown
    case clear
    /// It may be an incident, and has not lasted long enough to be called one.
    case suspected
    case incident
}
