/// How a verb ends; scripts branch on these numbers, which follow sysexits.h where it has one.
enum CommandStatus: Int32 {
    /// Done.
    case success = 0
    /// The question was understood and its answer is no: no such incident, not allowed, an invalid configuration.
    case answerIsNo = 1
    /// The command line could not be understood.
    case usage = 64
    /// A file or a stream that was named has nothing to read.
    case noInput = 66
    /// The daemon cannot be reached, or answers that it cannot serve now.
    case unavailable = 69
    /// Reading or writing failed on the way.
    case inputOutput = 74
    /// The configuration, or a secret's file, is at fault.
    case configuration = 78
}
