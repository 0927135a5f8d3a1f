/// The server's start-up options.
@NullMarked
package dev.gander.adapters.http.options;

import org.jspecify.annotations.NullMarked;
