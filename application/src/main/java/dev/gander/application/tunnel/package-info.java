/// The server's tunnel: when it may be opened, and what became of it.
@NullMarked
package dev.gander.application.tunnel;

import org.jspecify.annotations.NullMarked;
