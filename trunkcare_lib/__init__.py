"""TrunkCare: the library of an open course on trunk muscle spasm. Education, not medical advice."""
