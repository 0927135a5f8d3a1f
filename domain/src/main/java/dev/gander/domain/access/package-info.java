/// Who calls, and what they may do.
@NullMarked
package dev.gander.domain.access;

import org.jspecify.annotations.NullMarked;
