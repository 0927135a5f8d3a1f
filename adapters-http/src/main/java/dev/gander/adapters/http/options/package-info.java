/// What whoever starts the server decides about it.
@NullMarked
package dev.gander.adapters.http.options;

import org.jspecify.annotations.NullMarked;
