/// What was used and what may be.
@NullMarked
package dev.gander.adapters.http.budget;

import org.jspecify.annotations.NullMarked;
