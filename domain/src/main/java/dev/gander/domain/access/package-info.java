/// Who may do what.
@NullMarked
package dev.gander.domain.access;

import org.jspecify.annotations.NullMarked;
