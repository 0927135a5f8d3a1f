/// One stream of all that a page watches.
@NullMarked
package dev.gander.application.api.news;

import org.jspecify.annotations.NullMarked;
