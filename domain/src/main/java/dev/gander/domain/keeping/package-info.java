/// What is kept on disk, in which form, and for how long.
@NullMarked
package dev.gander.domain.keeping;

import org.jspecify.annotations.NullMarked;
