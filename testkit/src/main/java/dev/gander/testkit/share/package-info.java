/// The in-memory twin of the port for shared links, and the contract of both.
@NullMarked
package dev.gander.testkit.share;

import org.jspecify.annotations.NullMarked;
