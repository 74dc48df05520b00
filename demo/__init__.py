"""Sample boards and a sample network, so that curbside can be tried without account or internet."""
