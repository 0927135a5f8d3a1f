/// Who is told what the program does, as the environment wants it.
@NullMarked
package dev.gander.bootstrap.observing;

import org.jspecify.annotations.NullMarked;
