/// Quartz as a timer: it waits for moments that others have chosen, in memory. Start with
/// [dev.gander.adapters.quartz.QuartzTimers].
@NullMarked
package dev.gander.adapters.quartz;

import org.jspecify.annotations.NullMarked;
