// What all series with the same windows and the same detectors have in common, worked out once: where everything lies in
// their two blocks of memory, and the terms of their detectors. A town of ten thousand sensors has some dozens.
//
//   hot    ┌─────────┬───────┬────────┬───────────────────────┬───────────────────────────┐
//          │ routine │ front │ header │ the front's components│ detectors fed by readings │
//          └─────────┴───────┴────────┴───────────────────────┴───────────────────────────┘
//   cold   ┌─────────────────────────┬─────────────────────────┐
//          │ detectors fed by windows│ longer and ended spans  │
//          └─────────────────────────┴─────────────────────────┘
//
// Routine, front and header are a cache line each. A routine reading touches the first two.

import BelfryWindows

/// A layout: plain memory, so that a shard reads it without counting references.
struct SeriesShape: BitwiseCopyable {
    let windows: UnsafePointer<WindowPlan>
    /// First those that need every reading, then the others fed by readings, then those fed by windows.
    let detectors: UnsafePointer<DetectorPlace>
    /// Detectors that need every reading.
    let eagerCount: Int
    /// Detectors fed by readings.
    let readingFedCount: Int
    let detectorCount: Int
    /// Whether a rule of a detector fed by readings is judged at some hours only.
    let isScheduled: Bool
    /// The interval that the fleet names; 0 where it names none.
    let intervalNanoseconds: Int64
    let hotBytes: Int
    let coldBytes: Int
    /// What windows have in the cold block begins here.
    let coldWindowsOffset: Int
}
