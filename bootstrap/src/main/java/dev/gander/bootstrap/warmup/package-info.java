/// What the server does in the seconds after its start in which nobody asks it for anything.
@NullMarked
package dev.gander.bootstrap.warmup;

import org.jspecify.annotations.NullMarked;
