//! Points of Sobol's sequence, unscrambled.

/// Most dimensions there are direction numbers for.
pub const MOST_DIMENSIONS: usize = DIRECTIONS.len() + 1;

const BITS: u32 = 32;

/// Places of the first `points` points in a unit cube of `dimensions` (at most
/// [`MOST_DIMENSIONS`]), moved from the corner to the middle of their strata.
///
/// Of 2^k points every factor meets each of 2^k equal strata once, and no point lies on an end of
/// a range.
pub fn sobol(points: u32, dimensions: usize) -> Vec<Vec<f64>> {
    let strata = f64::from(points.max(1)).log2().ceil().exp2();
    let cube = 2.0_f64.powi(BITS as i32);
    sequence(points, dimensions)
        .into_iter()
        .map(|point| {
            let places = point.into_iter();
            places
                .map(|place| f64::from(place) / cube + 0.5 / strata)
                .collect()
        })
        .collect()
}

/// The points as 32-bit fractions, in the order of Gray code.
///
/// Source: Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30 (2008) 2635-2654, file new-joe-kuo-6.21201; Antonov and Saleev (1979)
/// for the order.
fn sequence(points: u32, dimensions: usize) -> Vec<Vec<u32>> {
    let directions: Vec<[u32; BITS as usize]> = (0..dimensions).map(directions).collect();
    let mut place = vec![0; dimensions];
    let mut found = Vec::with_capacity(points as usize);
    for point in 0..points {
        if point > 0 {
            let bit = (point - 1).trailing_ones() as usize;
            for (place, directions) in place.iter_mut().zip(&directions) {
                *place ^= directions[bit];
            }
        }
        found.push(place.clone());
    }
    found
}

/// The direction numbers of one dimension.
fn directions(dimension: usize) -> [u32; BITS as usize] {
    let mut v = [0; BITS as usize];
    let Some((a, m)) = dimension.checked_sub(1).map(|row| DIRECTIONS[row]) else {
        for (bit, direction) in v.iter_mut().enumerate() {
            *direction = 1 << (BITS - 1 - bit as u32);
        }
        return v;
    };
    let degree = m.len();
    for bit in 0..BITS as usize {
        v[bit] = if bit < degree {
            m[bit] << (BITS - 1 - bit as u32)
        } else {
            let first = v[bit - degree];
            (1..degree)
                .filter(|step| a >> (degree - 1 - step) & 1 == 1)
                .fold(first ^ (first >> degree), |sum, step| sum ^ v[bit - step])
        };
    }
    v
}

/// For each dimension from the second: the inner coefficients of its primitive polynomial, and
/// its first direction numbers, as many as the polynomial's degree.
const DIRECTIONS: [(u32, &[u32]); 63] = [
    (0, &[1]),
    (1, &[1, 3]),
    (1, &[1, 3, 1]),
    (2, &[1, 1, 1]),
    (1, &[1, 1, 3, 3]),
    (4, &[1, 3, 5, 13]),
    (2, &[1, 1, 5, 5, 17]),
    (4, &[1, 1, 5, 5, 5]),
    (7, &[1, 1, 7, 11, 19]),
    (11, &[1, 1, 5, 1, 1]),
    (13, &[1, 1, 1, 3, 11]),
    (14, &[1, 3, 5, 5, 31]),
    (1, &[1, 3, 3, 9, 7, 49]),
    (13, &[1, 1, 1, 15, 21, 21]),
    (16, &[1, 3, 1, 13, 27, 49]),
    (19, &[1, 1, 1, 15, 7, 5]),
    (22, &[1, 3, 1, 15, 13, 25]),
    (25, &[1, 1, 5, 5, 19, 61]),
    (1, &[1, 3, 7, 11, 23, 15, 103]),
    (4, &[1, 3, 7, 13, 13, 15, 69]),
    (7, &[1, 1, 3, 13, 7, 35, 63]),
    (8, &[1, 3, 5, 9, 1, 25, 53]),
    (14, &[1, 3, 1, 13, 9, 35, 107]),
    (19, &[1, 3, 1, 5, 27, 61, 31]),
    (21, &[1, 1, 5, 11, 19, 41, 61]),
    (28, &[1, 3, 5, 3, 3, 13, 69]),
    (31, &[1, 1, 7, 13, 1, 19, 1]),
    (32, &[1, 3, 7, 5, 13, 19, 59]),
    (37, &[1, 1, 3, 9, 25, 29, 41]),
    (41, &[1, 3, 5, 13, 23, 1, 55]),
    (42, &[1, 3, 7, 3, 13, 59, 17]),
    (50, &[1, 3, 1, 3, 5, 53, 69]),
    (55, &[1, 1, 5, 5, 23, 33, 13]),
    (56, &[1, 1, 7, 7, 1, 61, 123]),
    (59, &[1, 1, 7, 9, 13, 61, 49]),
    (62, &[1, 3, 3, 5, 3, 55, 33]),
    (14, &[1, 3, 1, 15, 31, 13, 49, 245]),
    (21, &[1, 3, 5, 15, 31, 59, 63, 97]),
    (22, &[1, 3, 1, 11, 11, 11, 77, 249]),
    (38, &[1, 3, 1, 11, 27, 43, 71, 9]),
    (47, &[1, 1, 7, 15, 21, 11, 81, 45]),
    (49, &[1, 3, 7, 3, 25, 31, 65, 79]),
    (50, &[1, 3, 1, 1, 19, 11, 3, 205]),
    (52, &[1, 1, 5, 9, 19, 21, 29, 157]),
    (56, &[1, 3, 7, 11, 1, 33, 89, 185]),
    (67, &[1, 3, 3, 3, 15, 9, 79, 71]),
    (70, &[1, 3, 7, 11, 15, 39, 119, 27]),
    (84, &[1, 1, 3, 1, 11, 31, 97, 225]),
    (97, &[1, 1, 1, 3, 23, 43, 57, 177]),
    (103, &[1, 3, 7, 7, 17, 17, 37, 71]),
    (115, &[1, 3, 1, 5, 27, 63, 123, 213]),
    (122, &[1, 1, 3, 5, 11, 43, 53, 133]),
    (8, &[1, 3, 5, 5, 29, 17, 47, 173, 479]),
    (13, &[1, 3, 3, 11, 3, 1, 109, 9, 69]),
    (16, &[1, 1, 1, 5, 17, 39, 23, 5, 343]),
    (22, &[1, 3, 1, 5, 25, 15, 31, 103, 499]),
    (25, &[1, 1, 1, 11, 11, 17, 63, 105, 183]),
    (44, &[1, 1, 5, 11, 9, 29, 97, 231, 363]),
    (47, &[1, 1, 5, 15, 19, 45, 41, 7, 383]),
    (52, &[1, 3, 7, 7, 31, 19, 83, 137, 221]),
    (55, &[1, 1, 1, 3, 23, 15, 111, 223, 83]),
    (59, &[1, 1, 5, 13, 31, 15, 55, 25, 161]),
    (62, &[1, 1, 3, 13, 25, 47, 39, 87, 257]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The 1,024-point sequence in 64 dimensions, in units of 1/1,024.
    fn in_cells() -> Vec<Vec<u32>> {
        let cells = sequence(1_024, 64).into_iter();
        cells
            .map(|point| point.into_iter().map(|place| place >> 22).collect())
            .collect()
    }

    #[test]
    fn points_are_those_of_scipy() {
        // scipy 1.17.1: qmc.Sobol(64, scramble=False, bits=32).random(1024) * 1024, row 999.
        let cells = in_cells();
        assert_eq!(cells[0], [0; 64]);
        assert_eq!(cells[999], ROW_999);
        // The same, sum over all of (row + 1) * (column + 1) * cell.
        let weighted: u64 = (1..)
            .zip(&cells)
            .flat_map(|(row, point)| {
                (1..)
                    .zip(point)
                    .map(move |(column, cell)| row * column * u64::from(*cell))
            })
            .sum();
        assert_eq!(weighted, 558_830_313_472);
    }

    const ROW_999: [u32; 64] = [
        161, 931, 83, 1013, 991, 865, 879, 729, 833, 647, 23, 453, 485, 969, 851, 571, 289, 673,
        695, 39, 343, 371, 397, 361, 789, 353, 233, 171, 381, 797, 983, 85, 495, 799, 757, 341,
        549, 147, 763, 811, 359, 709, 791, 655, 285, 671, 957, 365, 959, 299, 169, 849, 579, 129,
        577, 721, 145, 657, 329, 393, 9, 681, 585, 649,
    ];
    #[test]
    fn every_dimension_meets_each_stratum_once() {
        let points = sobol(64, MOST_DIMENSIONS);
        for dimension in 0..MOST_DIMENSIONS {
            let mut places: Vec<f64> = points.iter().map(|point| point[dimension]).collect();
            places.sort_by(f64::total_cmp);
            for (stratum, place) in places.into_iter().enumerate() {
                assert!(
                    (place - (stratum as f64 + 0.5) / 64.0).abs() < 1e-15,
                    "{dimension}"
                );
            }
        }
    }

    #[test]
    fn a_number_of_points_that_is_no_power_of_two_stays_inside() {
        let points = sobol(5, 3);
        assert_eq!(points.len(), 5);
        assert_eq!(points[0], [0.0625; 3]);
        assert!(
            points
                .iter()
                .flatten()
                .all(|place| (0.0..1.0).contains(place))
        );
        assert_eq!(sobol(1, 2), [[0.5, 0.5]]);
    }
}
