/// Frames of HTTP/2, as far as Helidon does not look after them.
@NullMarked
package dev.gander.adapters.http.frame;

import org.jspecify.annotations.NullMarked;
