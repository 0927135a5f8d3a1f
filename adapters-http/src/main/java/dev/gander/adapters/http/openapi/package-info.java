/// The published description of the API, and the operations in it that are not built yet.
@NullMarked
package dev.gander.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
