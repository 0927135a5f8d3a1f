/// The choices of whoever starts the server.
@NullMarked
package dev.gander.adapters.http.options;

import org.jspecify.annotations.NullMarked;
