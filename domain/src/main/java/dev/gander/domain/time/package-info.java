/// Waits that have an end. Start with [Alarm].
@NullMarked
package dev.gander.domain.time;

import org.jspecify.annotations.NullMarked;
