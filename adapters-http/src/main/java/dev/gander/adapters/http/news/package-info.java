/// One stream of all that a page watches, which goosed does not have.
@NullMarked
package dev.gander.adapters.http.news;

import org.jspecify.annotations.NullMarked;
