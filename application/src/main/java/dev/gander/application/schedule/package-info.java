/// Schedules at work: which jobs there are ([JobBook]), when they fire ([JobClock]), and their runs
/// ([JobRuns]). Start with [Schedules].
@NullMarked
package dev.gander.application.schedule;

import org.jspecify.annotations.NullMarked;
