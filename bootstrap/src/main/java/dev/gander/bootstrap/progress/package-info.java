/// What a person who waits for long work sees of it.
@NullMarked
package dev.gander.bootstrap.progress;

import org.jspecify.annotations.NullMarked;
