@problemName X
@timeStamps false
@missing false
@univariate false
@dimensions 3
@equalLength false
@classLabel true 1 2
@data
1,2,3,4,5,6,7,8,9.5e-1:-1,0,1,2,3,4,5,6,7:0,0,0,0,0,1e2,0,0,1:1
