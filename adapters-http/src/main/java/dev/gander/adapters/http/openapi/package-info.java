/// The published description of the API, as a document and as a page.
@NullMarked
package dev.gander.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
