/// Schedules in files: goose's own `schedule.json` with its recipes, and beside it, in a folder of
/// ours, who runs what and the history. Start with
/// [dev.gander.adapters.persistence.schedules.FileScheduleStore].
@NullMarked
package dev.gander.adapters.persistence.schedules;

import org.jspecify.annotations.NullMarked;
