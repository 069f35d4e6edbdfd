// The two files are opened together: each says whose the other must be, and where one is damaged the other is the witness that
// this is the place of a store, so that a fresh file may be put there.

/// A store's files, open, and what had to be set aside for it.
struct StoreFiles {
    let history: DatabaseAccess
    let journal: DatabaseAccess
    /// Where the damaged files are now; nil where they were sound.
    private(set) var damagedHistory: String?
    private(set) var damagedJournal: String?
    /// Where the file of an older Belfry is now, whose readings and incidents come over; it is untouched, and so its own backup.
    private(set) var olderHistory: String?

    /// Opens both, creating what is not there.
    ///
    /// A damaged file is set aside where it, or the other, says that it is Belfry's; else it is refused and left untouched, as is
    /// what belongs to another program or a newer Belfry.
    ///
    /// - Parameter seconds: Unix time, for the names of what is set aside.
    init(_ configuration: StoreConfiguration, at seconds: Int) throws(StoreError) {
        let historyFile = DatabaseFile(path: configuration.path, schema: .history)
        let journalFile = DatabaseFile(path: configuration.journalPath, schema: .journal)
        let mayReplace = !configuration.isReadOnly && (historyFile.isRecognisable || journalFile.isRecognisable)
        // Nobody else's file is moved from under him.
        if mayReplace { _ = try DatabaseLock(historyFile, mode: configuration.fileMode) }
        // Before either is touched.
        _ = try Self.unlessCorrupt(mayReplace) { () throws(StoreError) in
            try journalFile.inspect(forWriting: !configuration.isReadOnly)
        }
        if let version = historyFile.olderVersion, !configuration.isReadOnly {
            _ = try historyFile.inspect(forWriting: true)
            olderHistory = try historyFile.setAside("version-\(version)", at: seconds)
        }
        var opened: DatabaseAccess?
        if (DatabaseFile.size(of: historyFile.path) ?? 0) > 0 {
            opened = try Self.unlessCorrupt(mayReplace) { () throws(StoreError) in
                try DatabaseAccess(historyFile, configuration: configuration)
            }
        }
        var journal: DatabaseAccess?
        if opened == nil, journalFile.isRecognisable {
            journal = try Self.unlessCorrupt(mayReplace) { () throws(StoreError) in
                try DatabaseAccess(journalFile, configuration: configuration)
            }
        }
        if let opened {
            history = opened
        } else {
            if mayReplace, historyFile.hasAnything {
                damagedHistory = try historyFile.setAside("damaged", at: seconds)
            }
            history = try DatabaseAccess(historyFile, configuration: configuration, identity: journal?.identity)
        }
        if let journal {
            self.journal = journal
            return
        }
        let identity = history.identity
        let sound = try Self.unlessCorrupt(mayReplace) { () throws(StoreError) in
            try DatabaseAccess(journalFile, configuration: configuration, identity: identity)
        }
        if let sound {
            self.journal = sound
        } else {
            damagedJournal = try journalFile.setAside("damaged", at: seconds)
            self.journal = try DatabaseAccess(journalFile, configuration: configuration, identity: identity)
        }
    }

    /// nil where the file is damaged and may be replaced.
    private static func unlessCorrupt<Value>(
        _ mayReplace: Bool,
        _ open: () throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        do {
            return try open()
        } catch {
            guard mayReplace, error.kind == .corrupt else { throw error }
            return nil
        }
    }
}
