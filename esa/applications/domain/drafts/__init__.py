"""The journey's pure part: places of answers, the order of questions, papers wanted, facts made of answers."""
