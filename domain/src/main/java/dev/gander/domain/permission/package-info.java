/// Which tools may run: modes, levels, and the port that remembers the user's answers.
@NullMarked
package dev.gander.domain.permission;

import org.jspecify.annotations.NullMarked;
