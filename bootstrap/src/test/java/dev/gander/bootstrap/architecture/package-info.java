/// Rules over the classes of all modules. Each rule says how many classes it found at least, so
/// that a rename cannot make it idle.
@NullMarked
package dev.gander.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
