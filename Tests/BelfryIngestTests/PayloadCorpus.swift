import Foundation

/// Real messages of other people; they lie beside a checkout and are no part of it.
enum PayloadCorpus {
    /// The folder, or nil where this machine has none: then the tests that need it say so and are skipped.
    static let folder: URL? = {
        var parent = URL(filePath: #filePath).deletingLastPathComponent()
        while parent.path != "/" {
            parent.deleteLastPathComponent()
            let folder = parent.appending(path: "shared/data/payloads")
            if FileManager.default.fileExists(atPath: folder.appending(path: "expected.json").path) { return folder }
        }
        print("skipped: there is no corpus of payloads beside the checkout")
        return nil
    }()
}
