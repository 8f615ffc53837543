"""placeholder until the public API lands"""
