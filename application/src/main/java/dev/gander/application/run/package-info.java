/// Work without a user: runs that programs hand over ([dev.gander.application.run.Runs]), and what
/// the runs of schedules share with them ([dev.gander.application.run.UnwatchedTurn]).
@NullMarked
package dev.gander.application.run;

import org.jspecify.annotations.NullMarked;
